// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import { IStakerRegistry } from "../interfaces/IStakerRegistry.sol";
import { IStakerSelector } from "../interfaces/IStakerSelector.sol";
import { BitcoinScript } from "../libraries/BitcoinScript.sol";
import { StakerKeys } from "../libraries/StakerKeys.sol";
import { StakerState } from "../types/StakerTypes.sol";
import { StakerBook } from "./StakerBook.sol";

/// @title How one becomes a staker: list, key, bond
/// @dev See `IStakerRegistry` for what it promises.
abstract contract StakerRegistration is StakerBook {
    using SafeCast for uint256;

    uint256 public constant MIN_REGISTRATION_BOND = 0.01 ether;
    uint256 public constant MAX_REGISTRATION_BOND = 10 ether;

    uint256 public registrationBond;
    mapping(uint256 pubKeyX => bool) private _keyTaken;
    mapping(bytes32 scriptHash => bool) private _sweepScripts;
    mapping(address staker => bool) public isWhitelisted;

    constructor(uint256 registrationBond_) {
        _setRegistrationBond(registrationBond_);
    }

    /// @inheritdoc IStakerRegistry
    function register(uint256 pubKeyX, uint256 pubKeyY, bytes calldata signature, bytes calldata sweepScript)
        external
        payable
    {
        if (!isWhitelisted[msg.sender]) revert StakerRegistry_NotWhitelisted(msg.sender);
        if (_idOf[msg.sender] != 0) revert StakerRegistry_AlreadyRegistered(msg.sender);
        if (msg.value != registrationBond) revert StakerRegistry_BondAmount(msg.value, registrationBond);
        if (!StakerKeys.onCurve(pubKeyX, pubKeyY)) revert StakerRegistry_KeyNotOnCurve(pubKeyX, pubKeyY);
        // A key and its mirror image have one owner, so the first coordinate alone is the key's identity.
        if (_keyTaken[pubKeyX]) revert StakerRegistry_KeyTaken(bytes32(pubKeyX));
        if (!BitcoinScript.isStandardPayout(sweepScript)) revert StakerRegistry_BadSweepScript(sweepScript);
        _checkKeyProof(pubKeyX, pubKeyY, signature);

        uint256 stakerId = ++stakerCount;
        _idOf[msg.sender] = stakerId;
        _keyTaken[pubKeyX] = true;
        Staker storage staker = _stakers[stakerId];
        staker.state = StakerState.Active;
        staker.oddY = pubKeyY % 2 == 1;
        staker.owner = msg.sender;
        staker.pubKeyX = pubKeyX;
        staker.registrationBond = msg.value.toUint128();
        staker.sweepScript = sweepScript;
        _sweepScripts[keccak256(sweepScript)] = true;
        emit StakerRegistered(msg.sender, stakerId, _pubKey(staker), sweepScript, msg.value);
        IStakerSelector(selector).setWeight(stakerId, 0);
    }

    /// @inheritdoc IStakerRegistry
    function setWhitelisted(address staker, bool allowed) external restricted {
        if (staker == address(0)) revert StakerRegistry_AddressZero();
        isWhitelisted[staker] = allowed;
        emit Whitelisted(staker, allowed);
    }

    /// @inheritdoc IStakerRegistry
    function setRegistrationBond(uint256 bondWei) external restricted {
        _setRegistrationBond(bondWei);
    }

    /// @inheritdoc IStakerRegistry
    function isStakerScript(bytes calldata script) external view returns (bool) {
        return _sweepScripts[keccak256(script)];
    }

    function _checkKeyProof(uint256 x, uint256 y, bytes calldata signature) private view {
        bytes32 digest = StakerKeys.digest(StakerKeys.message(msg.sender, block.chainid, address(this)));
        (bool well, address recovered) = StakerKeys.recover(digest, signature);
        if (!well) revert StakerRegistry_BadSignature();
        address expected = StakerKeys.addressOf(x, y);
        if (recovered != expected) revert StakerRegistry_BadKeyProof(recovered, expected);
    }

    function _setRegistrationBond(uint256 bondWei) private {
        if (bondWei < MIN_REGISTRATION_BOND || bondWei > MAX_REGISTRATION_BOND) {
            revert StakerRegistry_ParameterOutOfBounds("registrationBond", bondWei);
        }
        registrationBond = bondWei;
        emit RegistrationBondSet(bondWei);
    }
}
