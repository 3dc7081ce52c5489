// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import { IStakerRegistry } from "../interfaces/IStakerRegistry.sol";
import { Account, BridgeAccounting } from "../libraries/BridgeAccounting.sol";
import { StakerState } from "../types/StakerTypes.sol";
import { StakerBook } from "./StakerBook.sol";

/// @title What a staker owes to those who withdraw
/// @dev See `IStakerRegistry` for what it promises.
abstract contract StakerRedemptions is StakerBook, ReentrancyGuardTransient {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;
    using BridgeAccounting for Account;

    uint64 public constant MAX_MIN_MINER_FEE = 100_000;
    /// @notice Seconds until a new least miner fee is in force.
    uint256 public constant MINER_FEE_DELAY = 1 days;
    /// @notice Seconds within which a second late share bans, and for how long.
    uint256 public constant LATE_WINDOW = 7 days;
    uint256 public constant BAN = 1 days;

    modifier onlyWithdrawals() {
        if (msg.sender != withdrawals) revert StakerRegistry_NotWithdrawals(msg.sender);
        _;
    }

    /// @inheritdoc IStakerRegistry
    function setMinMinerFee(uint64 sats) external {
        (, Staker storage staker) = _own();
        if (sats > MAX_MIN_MINER_FEE) revert StakerRegistry_ParameterOutOfBounds("minMinerFee", sats);
        staker.minMinerFee = uint24(_minMinerFee(staker));
        staker.asksFee = true;
        staker.nextMinMinerFee = uint24(sats);
        staker.nextMinMinerFeeTime = uint40(block.timestamp + MINER_FEE_DELAY);
        emit MinMinerFeeSet(msg.sender, sats, block.timestamp + MINER_FEE_DELAY);
    }

    /// @inheritdoc IStakerRegistry
    function reserveRedemption(uint256 stakerId, uint64 sats) external returns (address owner, uint64 left) {
        if (msg.sender != holders) revert StakerRegistry_NotHolders(msg.sender);
        Staker storage staker = _known(stakerId);
        (Account memory account, bool ok) = _account(staker).reserveRedemption(sats);
        if (!ok) revert StakerRegistry_CapacityShort(staker.owner, sats, _account(staker).redeemable());
        _write(staker, account);
        return (staker.owner, account.redeemable());
    }

    /// @inheritdoc IStakerRegistry
    function releaseRedemption(uint256 stakerId, uint64 sats) external onlyWithdrawals {
        _release(stakerId, _known(stakerId), sats);
    }

    /// @inheritdoc IStakerRegistry
    function redeem(uint256 stakerId, uint64 sats) external onlyWithdrawals {
        _redeem(stakerId, _known(stakerId), sats);
    }

    /// @inheritdoc IStakerRegistry
    function recordLate(uint256 stakerId) external onlyWithdrawals {
        Staker storage staker = _known(stakerId);
        uint256 last = staker.lastLate;
        staker.lastLate = uint40(block.timestamp);
        if (last == 0 || block.timestamp > last + LATE_WINDOW) return;
        staker.bannedUntil = uint32(block.timestamp + BAN);
        emit StakerBanned(staker.owner, block.timestamp + BAN);
        _push(stakerId, staker, 0);
        _pushHolder(stakerId, staker);
    }

    /// @inheritdoc IStakerRegistry
    function penalise(uint256 stakerId, uint64 shareSats, uint256 penaltyBps, address to)
        external
        onlyWithdrawals
        nonReentrant
        returns (uint256 amount)
    {
        Staker storage staker = _known(stakerId);
        (bool ok, uint256 answer,,) = _tryPrice();
        // The way to another staker stays open without a feed.
        if (!ok) return 0;
        _recall(staker);
        uint256 valueSats = uint256(staker.collateral) * answer / _valueScale;
        uint256 dueSats = uint256(shareSats) * penaltyBps / BridgeAccounting.BPS;
        uint256 most = BridgeAccounting.penaltyRoom(valueSats, staker.issued);
        amount = _collateralDown(staker, dueSats < most ? dueSats : most, answer);
        _take(stakerId, staker, amount, to);
    }

    /// @inheritdoc IStakerRegistry
    function makeGood(uint256 stakerId, uint64 shareSats, address to)
        external
        onlyWithdrawals
        nonReentrant
        returns (uint256 amount, uint64 takenSats, address keeper)
    {
        Staker storage staker = _known(stakerId);
        uint256 answer = _livePrice();
        _recall(staker);
        uint256 dueSats;
        (dueSats, takenSats) = BridgeAccounting.compensationDown(
            shareSats, uint256(staker.collateral) * answer / _valueScale, staker.issued
        );
        amount = _collateralDown(staker, dueSats, answer);
        bool covered = staker.state == StakerState.Active
            && _capacityDown(staker.collateral - amount, answer) >= _account(staker).used();
        if (covered) {
            keeper = staker.owner;
            _release(stakerId, staker, shareSats);
        } else {
            _redeem(stakerId, staker, takenSats);
            if (takenSats != shareSats) _release(stakerId, staker, shareSats - takenSats);
        }
        _take(stakerId, staker, amount, to);
    }

    /// @inheritdoc IStakerRegistry
    function redeemable(uint256 stakerId, uint64 maxFeeSats) external view returns (uint64 sats, bool feeRefused) {
        Staker storage staker = _stakers[stakerId];
        sats = _holding(staker);
        feeRefused = sats != 0 && _minMinerFee(staker) > maxFeeSats;
    }

    function _minMinerFee(Staker storage staker) internal view returns (uint64) {
        if (!staker.asksFee) return 0;
        return block.timestamp < staker.nextMinMinerFeeTime ? staker.minMinerFee : staker.nextMinMinerFee;
    }

    function _release(uint256 stakerId, Staker storage staker, uint64 sats) private {
        _write(staker, _account(staker).releaseRedemption(sats));
        _pushHolder(stakerId, staker);
    }

    function _redeem(uint256 stakerId, Staker storage staker, uint64 sats) private {
        _write(staker, _account(staker).redeem(sats));
        _push(stakerId, staker, -int64(sats));
        _pushHolder(stakerId, staker);
    }

    /// @dev What is locked for unstaking still stands behind what was owed: the lock is undone for whoever was late.
    function _recall(Staker storage staker) private {
        if (staker.unstaking != 0) _cancelUnstake(staker);
    }

    /// @dev rounded down, at most what there is
    function _collateralDown(Staker storage staker, uint256 valueSats, uint256 answer) private view returns (uint256) {
        uint256 amount = valueSats * _valueScale / answer;
        return amount < staker.collateral ? amount : staker.collateral;
    }

    function _take(uint256 stakerId, Staker storage staker, uint256 amount, address to) private {
        uint96 taken = amount.toUint96();
        staker.collateral -= taken;
        // What matures never weighs more than what is there.
        if (staker.maturingAmount > staker.collateral) staker.maturingAmount = staker.collateral;
        emit CollateralTaken(staker.owner, to, amount, staker.collateral);
        _push(stakerId, staker, 0);
        IERC20(collateralToken).safeTransfer(to, amount);
    }
}
