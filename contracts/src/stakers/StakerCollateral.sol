// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import { IDraws } from "../interfaces/IDraws.sol";
import { IStakerRegistry } from "../interfaces/IStakerRegistry.sol";
import { Account, BridgeAccounting } from "../libraries/BridgeAccounting.sol";
import { StakerBook } from "./StakerBook.sol";

/// @title What a staker does with its collateral and its limit
/// @dev See `IStakerRegistry` for what it promises.
abstract contract StakerCollateral is StakerBook, ReentrancyGuardTransient {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;
    using BridgeAccounting for Account;

    /// @notice Seconds for which collateral is locked before it can be claimed.
    uint256 public constant UNSTAKE_LOCK = 28 days;

    /// @inheritdoc IStakerRegistry
    function depositCollateral(uint256 amount) external nonReentrant {
        (uint256 stakerId, Staker storage staker) = _own();
        if (amount == 0) revert StakerRegistry_AmountZero();
        _addCollateral(staker, amount);
        emit CollateralDeposited(msg.sender, amount, staker.collateral, staker.matureBlock);
        _push(stakerId, staker, 0);

        IERC20 token = IERC20(collateralToken);
        uint256 before = token.balanceOf(address(this));
        token.safeTransferFrom(msg.sender, address(this), amount);
        uint256 received = token.balanceOf(address(this)) - before;
        if (received != amount) revert StakerRegistry_TokenDelta(amount, received);
    }

    /// @inheritdoc IStakerRegistry
    function requestUnstake(uint256 amount) external {
        (uint256 stakerId, Staker storage staker) = _own();
        if (amount == 0) revert StakerRegistry_AmountZero();
        if (_owesMint(staker)) revert StakerRegistry_Held(msg.sender);
        uint256 withdrawable = _withdrawableDown(staker);
        if (amount > withdrawable) revert StakerRegistry_CollateralNeeded(amount, withdrawable);

        uint96 taken = amount.toUint96();
        uint256 claimableAt = block.timestamp + UNSTAKE_LOCK;
        staker.collateral -= taken;
        // The newest collateral leaves first: it weighs nothing yet.
        if (staker.maturing) staker.maturingAmount -= taken < staker.maturingAmount ? taken : staker.maturingAmount;
        staker.unstaking += taken;
        staker.unstakeTime = uint40(claimableAt);
        emit UnstakeRequested(msg.sender, amount, claimableAt);
        _push(stakerId, staker, 0);
    }

    /// @inheritdoc IStakerRegistry
    function cancelUnstake() external {
        (uint256 stakerId, Staker storage staker) = _own();
        if (staker.unstaking == 0) revert StakerRegistry_AmountZero();
        _cancelUnstake(staker);
        _push(stakerId, staker, 0);
    }

    /// @inheritdoc IStakerRegistry
    function claimUnstake() external nonReentrant {
        (, Staker storage staker) = _own();
        uint96 amount = staker.unstaking;
        if (amount == 0) revert StakerRegistry_AmountZero();
        if (_owesMint(staker)) revert StakerRegistry_Held(msg.sender);
        if (block.timestamp < staker.unstakeTime) revert StakerRegistry_UnstakeLocked(staker.unstakeTime);
        // The price may have fallen since: what stays must be enough today.
        (uint256 required, uint256 collateral) = (_requiredUp(staker), staker.collateral);
        if (collateral < required) revert StakerRegistry_CollateralNeeded(required, collateral);
        staker.unstaking = 0;
        staker.unstakeTime = 0;
        emit UnstakeClaimed(msg.sender, amount);
        IERC20(collateralToken).safeTransfer(msg.sender, amount);
    }

    /// @inheritdoc IStakerRegistry
    function setAcceptLimit(uint64 sats) external {
        (uint256 stakerId, Staker storage staker) = _own();
        if (sats > type(uint56).max) revert StakerRegistry_ParameterOutOfBounds("acceptLimit", sats);
        staker.limit = _limit(staker);
        staker.limited = true;
        staker.nextLimit = uint56(sats);
        staker.nextLimitBlock = uint40(block.number + MATURE_BLOCKS);
        emit AcceptLimitSet(msg.sender, sats, block.number + MATURE_BLOCKS);
        _push(stakerId, staker, 0);
    }

    /// @inheritdoc IStakerRegistry
    function refreshWeight(address staker) external {
        uint256 stakerId = _idOf[staker];
        if (stakerId == 0) revert StakerRegistry_NotRegistered(staker);
        Staker storage entry = _stakers[stakerId];
        if (entry.maturing && block.number >= entry.matureBlock) {
            entry.maturing = false;
            entry.maturingAmount = 0;
        }
        // Each draw for itself: what holds up one of them, a missing price or a known seed, must not undo the other.
        (uint256 weight, uint256 holding) = (_weight(selector, stakerId), _weight(holders, stakerId));
        bool both = _pushHolder(stakerId, entry);
        both = _push(stakerId, entry, 0) && both;
        if (both || weight != _weight(selector, stakerId) || holding != _weight(holders, stakerId)) return;
        _livePrice();
        revert StakerRegistry_DrawOpen();
    }

    function _weight(address draw, uint256 stakerId) private view returns (uint256) {
        return IDraws(draw).weightOf(stakerId);
    }

    /// @dev What it took of others' coins and was not minted yet needs room, which must not be unstaked away.
    function _owesMint(Staker storage staker) private view returns (bool) {
        return staker.holds != 0 || staker.owes != 0;
    }

    /// @dev Collateral above what issued and reserved need at the live price. The needed part is rounded up.
    function _withdrawableDown(Staker storage staker) private view returns (uint256) {
        (uint256 required, uint256 collateral) = (_requiredUp(staker), staker.collateral);
        return collateral > required ? collateral - required : 0;
    }

    function _requiredUp(Staker storage staker) private view returns (uint256) {
        uint256 used = _account(staker).used();
        // Nothing stands on it, so no price is needed to let it go.
        if (used == 0) return 0;
        uint256 answer = _livePrice();
        return (BridgeAccounting.requiredValueUp(used) * _valueScale + answer - 1) / answer;
    }
}
