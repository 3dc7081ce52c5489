// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import { CollateralPrice } from "../CollateralPrice.sol";
import { IDraws } from "../interfaces/IDraws.sol";
import { IStakerRegistry } from "../interfaces/IStakerRegistry.sol";
import { IStakerSelector } from "../interfaces/IStakerSelector.sol";
import { Account, BridgeAccounting } from "../libraries/BridgeAccounting.sol";
import { StakerKeys } from "../libraries/StakerKeys.sol";
import { RegistryModules, StakerState } from "../types/StakerTypes.sol";

/// @title The registry's storage, and how it is read and written
/// @dev Holds no right: who may change what stands in the contracts built on it.
abstract contract StakerBook is IStakerRegistry, CollateralPrice, AccessManaged {
    using SafeCast for uint256;
    using BridgeAccounting for Account;

    /// @notice EVM blocks until what a staker changes itself counts in the draw: longer than any open draw (258).
    uint256 public constant MATURE_BLOCKS = 300;

    /// @dev Slots by what is read together: amounts and flags; owner and collateral; the rest only when a flag asks.
    struct Staker {
        uint56 issued;
        uint56 toBeIssued;
        uint56 toBeRedeemed;
        StakerState state;
        bool oddY;
        bool limited;
        bool maturing;
        bool asksFee;
        uint32 bannedUntil;
        uint16 holds;
        address owner;
        uint96 collateral;
        uint256 pubKeyX;
        uint96 maturingAmount;
        uint40 matureBlock;
        uint56 limit;
        uint56 nextLimit;
        uint96 unstaking;
        uint40 unstakeTime;
        uint40 nextLimitBlock;
        uint32 owes;
        uint128 registrationBond;
        uint24 minMinerFee;
        uint24 nextMinMinerFee;
        uint40 nextMinMinerFeeTime;
        uint40 lastLate;
        bytes sweepScript;
    }

    address public immutable bridge;
    address public immutable minter;
    address public immutable withdrawals;
    address public immutable selector;
    address public immutable holders;
    address public immutable collateralToken;
    /// @dev smallest units of a whole token × the feed's scale: collateral × answer / this = sats
    uint256 internal immutable _valueScale;

    uint256 public stakerCount;
    mapping(uint256 stakerId => Staker) internal _stakers;
    mapping(address owner => uint256 stakerId) internal _idOf;

    constructor(RegistryModules memory modules, address token, uint256 valueScale) {
        if (
            modules.bridge == address(0) || modules.minter == address(0) || modules.withdrawals == address(0)
                || modules.selector == address(0) || modules.holders == address(0) || token == address(0)
        ) revert StakerRegistry_AddressZero();
        bridge = modules.bridge;
        minter = modules.minter;
        withdrawals = modules.withdrawals;
        selector = modules.selector;
        holders = modules.holders;
        collateralToken = token;
        _valueScale = valueScale;
    }

    /// @dev Tells the draw what a change leaves free. Without a price the weight stays as it was, because releases and
    /// late steps must not depend on a feed, and while a known seed waits to be used; `refreshWeight` sets it right.
    /// @return written false when the weight stayed as it was
    function _push(uint256 stakerId, Staker storage staker, int64 usedDelta) internal returns (bool written) {
        (bool ok, uint256 answer,,) = _tryPrice();
        IStakerSelector draw = IStakerSelector(selector);
        if (!ok) {
            if (usedDelta != 0) draw.changeUsed(usedDelta);
        } else if (usedDelta != 0) {
            draw.setWeightAndUsed(stakerId, _drawable(staker, answer), usedDelta);
        } else {
            return draw.setWeight(stakerId, _drawable(staker, answer));
        }
    }

    /// @dev As `_push`, for the draw over holders, which needs no price.
    function _pushHolder(uint256 stakerId, Staker storage staker) internal returns (bool written) {
        return IDraws(holders).setWeight(stakerId, _holding(staker));
    }

    function _write(Staker storage staker, Account memory account) internal {
        (staker.issued, staker.toBeIssued, staker.toBeRedeemed) =
        (
            uint256(account.issued).toUint56(),
            uint256(account.toBeIssued).toUint56(),
            uint256(account.toBeRedeemed).toUint56()
        );
    }

    function _addCollateral(Staker storage staker, uint256 amount) internal {
        uint96 added = amount.toUint96();
        staker.maturingAmount = uint96(_immature(staker)) + added;
        staker.matureBlock = uint40(block.number + MATURE_BLOCKS);
        staker.maturing = true;
        staker.collateral += added;
    }

    /// @dev It comes back like new collateral: to leave and come back must not be a way to choose one's weight.
    function _cancelUnstake(Staker storage staker) internal {
        uint96 amount = staker.unstaking;
        (staker.unstaking, staker.unstakeTime) = (0, 0);
        _addCollateral(staker, amount);
        emit UnstakeCancelled(staker.owner, amount);
    }

    function _own() internal view returns (uint256 stakerId, Staker storage staker) {
        stakerId = _idOf[msg.sender];
        if (stakerId == 0) revert StakerRegistry_NotRegistered(msg.sender);
        staker = _stakers[stakerId];
    }

    function _known(uint256 stakerId) internal view returns (Staker storage staker) {
        staker = _stakers[stakerId];
        if (staker.state == StakerState.None) revert StakerRegistry_NotRegistered(address(0));
    }

    function _knownOwner(address owner) internal view returns (Staker storage) {
        uint256 stakerId = _idOf[owner];
        if (stakerId == 0) revert StakerRegistry_NotRegistered(owner);
        return _stakers[stakerId];
    }

    function _account(Staker storage staker) internal view returns (Account memory) {
        return Account(staker.issued, staker.toBeIssued, staker.toBeRedeemed);
    }

    function _pubKey(Staker storage staker) internal view returns (bytes memory) {
        return StakerKeys.compressed(staker.pubKeyX, staker.oddY);
    }

    function _immature(Staker storage staker) internal view returns (uint256) {
        return staker.maturing && block.number < staker.matureBlock ? staker.maturingAmount : 0;
    }

    function _limit(Staker storage staker) internal view returns (uint56) {
        if (!staker.limited) return type(uint56).max;
        return block.number < staker.nextLimitBlock ? staker.limit : staker.nextLimit;
    }

    /// @dev drawn for no deposit: late twice, or it swept a coin that is not minted
    function _barred(Staker storage staker) internal view returns (bool) {
        return block.timestamp < staker.bannedUntil || staker.holds != 0;
    }

    /// @dev What the draw over holders may use. Whoever is held still owes what it issued: to be asked for nothing would be a
    /// way out of every withdrawal, and only what is redeemed makes room at a staker that adds no collateral.
    function _holding(Staker storage staker) internal view returns (uint64) {
        return block.timestamp < staker.bannedUntil ? 0 : _account(staker).redeemable();
    }

    function _drawable(Staker storage staker, uint256 answer) internal view returns (uint64 sats) {
        if (staker.state != StakerState.Active || _barred(staker)) return 0;
        sats = _account(staker).free(_matureCapacityDown(staker, answer));
        uint56 limit = _limit(staker);
        if (sats > limit) sats = limit;
    }

    function _matureCapacityDown(Staker storage staker, uint256 answer) internal view returns (uint64) {
        return _capacityDown(staker.collateral - _immature(staker), answer);
    }

    function _capacityDown(uint256 collateral, uint256 answer) internal view returns (uint64) {
        uint256 capacity = BridgeAccounting.capacityDown(collateral * answer / _valueScale);
        return capacity > BridgeAccounting.MAX_SATS ? BridgeAccounting.MAX_SATS : uint64(capacity);
    }
}
