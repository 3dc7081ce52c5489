// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IERC20Metadata } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";

import { CollateralPrice } from "./CollateralPrice.sol";
import { IPriceFeed } from "./interfaces/IPriceFeed.sol";
import { IStakerRegistry } from "./interfaces/IStakerRegistry.sol";
import { IStakerSelector } from "./interfaces/IStakerSelector.sol";
import { BitcoinScript } from "./libraries/BitcoinScript.sol";
import { Account, BridgeAccounting } from "./libraries/BridgeAccounting.sol";
import { StakerBook } from "./stakers/StakerBook.sol";
import { StakerCollateral } from "./stakers/StakerCollateral.sol";
import { StakerHolds } from "./stakers/StakerHolds.sol";
import { StakerRedemptions } from "./stakers/StakerRedemptions.sol";
import { StakerRegistration } from "./stakers/StakerRegistration.sol";
import { RegistryModules, StakerState, StakerView } from "./types/StakerTypes.sol";

/// @title StakerRegistry
/// @notice See `IStakerRegistry` for what it promises.
/// @dev Here: what the bridge and the draw do with a staker's account, and what everybody may read.
contract StakerRegistry is StakerRegistration, StakerCollateral, StakerRedemptions, StakerHolds {
    using BridgeAccounting for Account;

    /// @inheritdoc IStakerRegistry
    uint256 public constant MIN_ACTIVE_STAKERS = 3;

    /// @param authority access manager
    /// @param modules see `RegistryModules`
    /// @param token collateral, an ERC-20 that moves exactly what is asked
    /// @param feed price of one whole token in sats
    /// @param maxPriceAge_ seconds, 1 minute to 30 days
    /// @param registrationBond_ wei, see `setRegistrationBond`
    constructor(
        address authority,
        RegistryModules memory modules,
        address token,
        address feed,
        uint256 maxPriceAge_,
        uint256 registrationBond_
    )
        AccessManaged(authority)
        CollateralPrice(feed, maxPriceAge_)
        StakerBook(modules, token, 10 ** (uint256(IERC20Metadata(token).decimals()) + IPriceFeed(feed).decimals()))
        StakerRegistration(registrationBond_)
    { }

    // --- bridge and draw ---

    /// @inheritdoc IStakerRegistry
    function tryReserve(uint256 stakerId, uint64 sats, uint256 satsPerToken)
        external
        returns (address owner, uint64 left)
    {
        if (msg.sender != selector) revert StakerRegistry_NotSelector(msg.sender);
        Staker storage staker = _stakers[stakerId];
        if (staker.state != StakerState.Active || _barred(staker)) return (address(0), 0);
        uint64 capacity = _matureCapacityDown(staker, satsPerToken);
        Account memory before = _account(staker);
        (Account memory account, bool ok) = before.reserve(sats, capacity);
        if (!ok) return (address(0), 0);
        left = account.free(capacity);
        if (staker.limited) {
            uint64 limit = _limit(staker);
            if (sats > limit) return (address(0), 0);
            if (left > limit) left = limit;
        }
        _write(staker, account);
        owner = staker.owner;
    }

    /// @inheritdoc IStakerRegistry
    function release(uint256 stakerId, uint64 sats) external {
        if (msg.sender != bridge && msg.sender != minter) revert StakerRegistry_NotBridge(msg.sender);
        Staker storage staker = _known(stakerId);
        _write(staker, _account(staker).release(sats));
        _push(stakerId, staker, -int64(sats));
    }

    /// @inheritdoc IStakerRegistry
    function issue(uint256 stakerId, uint64 reservedSats, uint64 issuedSats) external onlyMinter {
        Staker storage staker = _known(stakerId);
        Account memory before = _account(staker);
        // Exactly what was promised needs no price: a proof of it cannot be stopped by a feed.
        uint64 capacity = issuedSats > reservedSats ? _capacityDown(staker.collateral, _livePrice()) : 0;
        (Account memory account, bool ok) = before.issue(reservedSats, issuedSats, capacity);
        if (!ok) {
            revert StakerRegistry_CapacityShort(staker.owner, issuedSats - reservedSats, before.free(capacity));
        }
        _write(staker, account);
        if (issuedSats != reservedSats) _push(stakerId, staker, int64(issuedSats) - int64(reservedSats));
        _pushHolder(stakerId, staker);
    }

    // --- views ---

    /// @inheritdoc IStakerRegistry
    function stakerOf(address owner) external view returns (StakerView memory seen) {
        uint256 stakerId = _idOf[owner];
        if (stakerId == 0) return seen;
        Staker storage staker = _stakers[stakerId];
        seen.id = stakerId;
        seen.state = staker.state;
        seen.issued = staker.issued;
        seen.toBeIssued = staker.toBeIssued;
        seen.toBeRedeemed = staker.toBeRedeemed;
        seen.registrationBondWei = staker.registrationBond;
        seen.collateral = staker.collateral;
        seen.maturing = _immature(staker);
        seen.matureBlock = staker.matureBlock;
        seen.unstaking = staker.unstaking;
        seen.unstakeTime = staker.unstakeTime;
        seen.acceptLimit = _limit(staker);
        seen.bannedUntil = staker.bannedUntil;
        seen.minMinerFee = _minMinerFee(staker);
        seen.held = staker.holds != 0;
        seen.pubKey = _pubKey(staker);
        seen.sweepScript = staker.sweepScript;
    }

    /// @inheritdoc IStakerRegistry
    function stakerById(uint256 stakerId) external view returns (address) {
        return _stakers[stakerId].owner;
    }

    /// @inheritdoc IStakerRegistry
    function pubKeyById(uint256 stakerId) external view returns (bytes memory) {
        return _pubKey(_known(stakerId));
    }

    /// @inheritdoc IStakerRegistry
    function depositWitnessScript(uint256 stakerId, bytes20 tag, uint256 refundHeight, bytes20 refundPubKeyHash)
        external
        view
        returns (bytes memory)
    {
        return BitcoinScript.depositWitnessScript(tag, _pubKey(_known(stakerId)), refundHeight, refundPubKeyHash);
    }

    /// @inheritdoc IStakerRegistry
    function freeCapacity(address owner) external view returns (uint64 sats) {
        Staker storage staker = _knownOwner(owner);
        return _account(staker).free(_capacityDown(staker.collateral, _livePrice()));
    }

    /// @inheritdoc IStakerRegistry
    function drawableCapacity(uint256 stakerId) external view returns (uint64 sats) {
        (bool ok, uint256 answer,,) = _tryPrice();
        return ok ? _drawable(_stakers[stakerId], answer) : 0;
    }

    /// @inheritdoc IStakerRegistry
    function drawableAt(uint256 stakerId, uint256 satsPerToken) external view returns (uint64 sats) {
        return _drawable(_stakers[stakerId], satsPerToken);
    }

    /// @inheritdoc IStakerRegistry
    function roomOf(uint256 stakerId) external view returns (uint64 sats) {
        Staker storage staker = _stakers[stakerId];
        (bool ok, uint256 answer,,) = _tryPrice();
        return ok ? _account(staker).free(_capacityDown(staker.collateral, answer)) : 0;
    }

    /// @inheritdoc IStakerRegistry
    function collateralCapacity(address owner) external view returns (uint64 sats) {
        return _capacityDown(_knownOwner(owner).collateral, _livePrice());
    }

    /// @inheritdoc IStakerRegistry
    function totalUsed() external view returns (uint64 sats) {
        return IStakerSelector(selector).used();
    }

    /// @inheritdoc IStakerRegistry
    function price() external view returns (uint256 satsPerToken) {
        return _livePrice();
    }
}
